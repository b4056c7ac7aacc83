declare module 'qrcode' {
  const QRCode: {
    toString(text: string, options: { type: 'terminal'; small: boolean; errorCorrectionLevel: 'L' }): Promise<string>;
  };
  export default QRCode;
}
